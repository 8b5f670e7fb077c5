/** What of the page somebody can see now. */

/** Watches some elements, without asking the browser in the middle of its work. */
export class Sight {
  constructor() {
    /** @type {Set<Element>} */
    this.seen = new Set();
    this.watcher = new IntersectionObserver((entries) => {
      for (const { target, isIntersecting } of entries) this.seen[isIntersecting ? "add" : "delete"](target);
    });
  }

  /** @param {Element} element to be watched as well */
  watch(element) {
    this.watcher.observe(element);
  }

  /**
   * @param {Element} element
   * @returns {boolean}
   */
  has(element) {
    return this.seen.has(element);
  }
}
