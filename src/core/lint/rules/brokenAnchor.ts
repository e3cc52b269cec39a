import { tell, titled, type Told } from '../../message/message.ts';
import { readOutline } from '../../runbook/markdown/blocks.ts';
import { findRepair } from '../../runbook/markdown/mojibake.ts';
import { anchorsOf, type Anchors } from '../anchors.ts';
import { indexText } from '../document.ts';
import { linksOf, type Link } from '../links.ts';
import { nearest } from '../nearest.ts';
import type { Document, Report, Rule } from '../rule.ts';

export const brokenAnchor: Rule = {
  code: 'HR402',
  name: 'broken-anchor',
  severity: 'warning',
  depends: 'readFile',
  check(document) {
    const repair = findRepair(document.lines)?.repair ?? ((text: string): string => text);
    const known = new Map<string, Anchors | undefined>();
    const anchorsIn = (path: string): Anchors | undefined => {
      if (!known.has(path)) {
        known.set(path, path === '' ? anchorsOf(document.outline, repair) : anchorsOfFile(document, path));
      }
      return known.get(path);
    };
    return linksOf(document).flatMap(link => {
      const anchors = link.anchor === undefined ? undefined : anchorsIn(link.path);
      return anchors === undefined
        ? []
        : check(document, link, { anchors, anchor: repair(link.anchor ?? '') });
    });
  },
};

function anchorsOfFile({ surroundings }: Document, path: string): Anchors | undefined {
  const text = /\.(?:md|markdown)$/i.test(path) ? (surroundings.readFile?.(path) ?? '') : '';
  return text === '' ? undefined : anchorsOf(readOutline(indexText(text).lines), same => same);
}

interface Target {
  readonly anchors: Anchors;
  readonly anchor: string;
}

function check({ text }: Document, link: Link, { anchors, anchor }: Target): readonly Report[] {
  // `#` alone and `#top` are the page's top; footnotes, lines, tabs and routes are made by the renderer.
  if (/^(?:|top|L\d+.*|.*[/!=].*|(?:user-content-)?fn(?:ref)?-?.*)$/i.test(anchor) || anchors.has(anchor)) {
    return [];
  }
  const meant = nearest(anchor, anchors.slugs);
  const [start, end] = link.range;
  const hash = text.slice(start, end).indexOf('#');
  const fixes =
    meant === undefined || hash < 0 || /\s/.test(text.slice(start, end))
      ? []
      : [
          {
            ...titled('fix.linkTo', { meant }),
            safe: false,
            edits: [{ range: [start + hash + 1, end] as const, text: meant }],
          },
        ];
  return [{ ...missing(link, anchor, meant), line: link.line, range: link.range, fixes }];
}

function missing({ path }: Link, anchor: string, meant: string | undefined): Told {
  if (path === '') {
    return meant === undefined
      ? tell('brokenAnchor.here', { anchor })
      : tell('brokenAnchor.hereMeant', { anchor, meant });
  }
  return meant === undefined
    ? tell('brokenAnchor.there', { path, anchor })
    : tell('brokenAnchor.thereMeant', { path, anchor, meant });
}
