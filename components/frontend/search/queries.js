/* Questions to Python: one after a short pause in the typing, each with a number, so that late answers are known. */

export const PAUSE_MS = 80

/** `send({seq, text})` tells Python. `clock`: {later(callback, ms), cancel(handle)}. */
export function createQueries ({ send, clock, now = Date.now }) {
  let timer = null
  let number = 0
  let asked = null

  const stop = () => {
    if (timer !== null) clock.cancel(timer)
    timer = null
  }
  const ask = (text) => {
    stop()
    // A rising number also after the page was loaded anew, when Python may still hold an older one.
    number = Math.max(number + 1, now())
    asked = text
    send({ seq: number, text })
  }
  return {
    /** The text changed: ask when the typing rests. */
    soon (text) {
      stop()
      asked = null
      timer = clock.later(() => { timer = null; ask(text) }, PAUSE_MS)
    },
    ask,
    /** Nothing is to be asked or answered any more. */
    drop () {
      stop()
      asked = null
    },
    /** Is this the answer to the last question? */
    isAnswer: (answer) => answer !== null && asked !== null && answer.seq === number
  }
}
