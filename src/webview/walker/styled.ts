import { nothing } from 'lit-html';
import { Directive, directive, PartType, type ElementPart, type PartInfo } from 'lit-html/directive.js';

class Styled extends Directive {
  constructor(part: PartInfo) {
    super(part);
    if (part.type !== PartType.ELEMENT) throw new Error('styled() stands on an element.');
  }

  render(properties: Readonly<Record<string, string>>): unknown {
    return properties;
  }

  override update(part: ElementPart, [properties]: [Readonly<Record<string, string>>]): unknown {
    if (part.element instanceof HTMLElement) {
      for (const [name, value] of Object.entries(properties)) part.element.style.setProperty(name, value);
    }
    return nothing;
  }
}

/** Sets style properties through the DOM: the page's CSP refuses style attributes, which lit's styleMap begins with. */
export const styled = directive(Styled);
