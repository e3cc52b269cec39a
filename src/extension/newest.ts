/** Several looks at the same may be under way: what was asked for later is newer, whenever its answer comes. */
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
