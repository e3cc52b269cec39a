/** Orders concurrent readings of the same thing: the one that was requested last wins, whichever answers first. */
export class Newest {
  #begun = 0;
  #ended = 0;

  /** Begins a look; what is given back is called once, at its end, and tells whether its answer is newer than all that came before. */
  begin(): () => boolean {
    const look = (this.#begun += 1);
    return () => {
      if (look < this.#ended) return false;
      this.#ended = look;
      return true;
    };
  }
}
