/* As much of a browser's document as the panel needs to draw itself: elements, attributes, text. No HTML is parsed
   here, so that a test sees what was made, and setting innerHTML fails. */
class Node {
  constructor (name) {
    this.nodeName = name
    this.children = []
    this.attributes = {}
    this.styles = {}
    this.style = { setProperty: (property, value) => { this.styles[property] = value } }
  }

  setAttribute (name, value) { this.attributes[name] = value }
  append (...nodes) { this.children.push(...nodes) }
  get textContent () { return this.children.map((child) => typeof child === 'string' ? child : child.textContent).join('') }
  set innerHTML (html) { throw new Error(`innerHTML was set to ${html}`) }
  all (test) {
    const inside = this.children.flatMap((child) => typeof child === 'string' ? [] : child.all(test))
    return test(this) ? [this, ...inside] : inside
  }
}

/** Give the modules under test a document; returns a holder for what they draw. */
export function openPage () {
  globalThis.document = {
    createElement: (name) => new Node(name),
    createElementNS: (space, name) => new Node(name)
  }
  return new Node('body')
}

export const named = (name) => (node) => node.nodeName === name
export const classed = (name) => (node) => (node.attributes.class || '').split(' ').includes(name)
