import type { CommandOrigin, Origin, ShownVariable } from '../../core/run/environment.ts';
import { visibleText } from '../visibleText.ts';

/** The variables of a run's shell, grouped by who set each of them last; those set by commands come first. */
export function environmentText(variables: readonly ShownVariable[]): readonly string[] {
  const found = groups.flatMap(([title, is]) => {
    const inside = variables.filter(({ by }) => is(by));
    return inside.length === 0 ? [] : [`  ${title}:`, ...inside.map(variable => `    ${lineOf(variable)}`)];
  });
  return ['', 'The variables of the shell:', ...found];
}

const groups: readonly (readonly [title: string, is: (by: Origin) => boolean])[] = [
  ['Set, changed or removed by commands', by => typeof by === 'object'],
  ['Values of the run', by => by === 'value'],
  ['Restored from an earlier session of this run', by => by === 'restored'],
  ['Set by Handrail', by => by === 'handrail'],
  ['Set by the shell', by => by === 'shell'],
  ['Inherited', by => by === 'inherited'],
];

function lineOf({ name, value, by, exported, ...more }: ShownVariable): string {
  const held =
    more.secret === true ? ' is a secret' : more.removed === true ? ' is removed' : `=${value ?? ''}`;
  const about = [
    ...(typeof by === 'object' ? [placeOf(by)] : []),
    ...(exported || more.removed === true ? [] : ['not exported']),
  ];
  return visibleText(`${name}${held}${about.length === 0 ? '' : `  (${about.join(', ')})`}`);
}

function placeOf({ line }: CommandOrigin): string {
  return `line ${line}`;
}
