/* Stands in for ../timeline/styles.js: in a file of its own the style sheets are part of the page. */
export const adoptStyles = async () => {}
