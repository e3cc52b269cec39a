import { approvalsOf } from './words/approvals.ts';
import type { Block } from './markdown/blocks.ts';
import { criteriaOf, withCriteria, type FoundCriterion } from './words/criteria.ts';
import { jumpsOf } from './words/jumps.ts';
import { linksOf, withLinks, type FoundLink } from './markdown/links.ts';
import type { Page } from './markdown/page.ts';
import type { Approval, Section } from './runbook.ts';
import type { Occasion } from './words/occasions.ts';
import type { Sentence } from './words/sentences.ts';

/** Collects what a document says beside its steps: who agrees, when to enter a branch, and where its links lead. */
export class Asides {
  readonly #approvals: Approval[] = [];
  readonly #page: Page;
  readonly #criteria = new Map<string, readonly FoundCriterion[]>();
  readonly #occasions = new Map<string, Sentence>();
  readonly #jumps = new Map<string, readonly Sentence[]>();
  readonly #links = new Map<string, readonly FoundLink[]>();

  constructor(page: Page) {
    this.#page = page;
  }

  /** Reads the text of one section. */
  read({ id, title, role, occasion }: Heard, blocks: readonly Block[]): void {
    if (occasion?.role === role) {
      this.#occasions.set(id, occasion.said);
    }
    if (role !== 'example') {
      const found = approvalsOf(this.#page, title, blocks);
      for (const { confirmed, ...said } of found) {
        this.#approvals.push({ ...said, section: id, confirmed });
      }
      this.#jumps.set(id, jumpsOf(this.#page, blocks));
      this.#criteria.set(id, criteriaOf(this.#page, title, blocks));
    }
    this.#links.set(id, linksOf(this.#page, blocks));
  }

  /** In the file's order. */
  get approvals(): readonly Approval[] {
    return [...this.#approvals].sort((a, b) => a.line - b.line);
  }

  /** The same sections, with criteria and links, whose targets are known only once all are read. */
  addTo(sections: readonly Section[]): readonly Section[] {
    const linked = withLinks(sections, this.#links);
    return withCriteria(linked, this.#criteria, { occasions: this.#occasions, jumps: this.#jumps });
  }
}

interface Heard extends Pick<Section, 'id' | 'title' | 'role'> {
  /** The words that say for which occasion alone it is. */
  readonly occasion: Occasion | undefined;
}
