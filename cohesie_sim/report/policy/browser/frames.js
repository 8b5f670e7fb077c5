/** Work spread over animation frames. */

const ROOM = 12; // milliseconds of work that need not be in a frame, so that the rest of it is left for drawing

/** What has to be in the next frame, and what may come in those after it. */
export class Frames {
  /** @param {() => void} done is called when nothing is left to do */
  constructor(done) {
    this.done = done;
    /** @type {(() => void)[]} */
    this.next = [];
    /** @type {(() => void)[]} */
    this.later = [];
    /** @type {(() => void)[]} */
    this.spare = [];
    this.asked = false;
  }

  /**
   * Forget what is still to do, and do this.
   * @param {(() => void)[]} next in the next frame
   * @param {(() => void)[]} later in the frames after it
   * @param {(() => void)[]} spare when all of that is done: nothing of it can be seen
   */
  show(next, later, spare) {
    [this.next, this.later, this.spare] = [next, later, spare];
    this.ask();
  }

  /** Do everything that can be seen at once. */
  finish() {
    for (const one of [...this.next.splice(0), ...this.later.splice(0)]) one();
    this.done();
  }

  ask() {
    if (this.asked) return;
    this.asked = true;
    requestAnimationFrame(() => this.work());
  }

  /** Do what belongs to this frame; in the next ones, as long as nothing else is asked for, as much as there is room for. */
  work() {
    this.asked = false;
    const start = performance.now();
    if (this.next.length) for (const one of this.next.splice(0)) one();
    else while (this.later.length + this.spare.length && performance.now() - start < ROOM) (this.later.shift() ?? this.spare.shift())?.();
    if (this.later.length + this.spare.length) this.ask();
    else this.done();
  }
}
