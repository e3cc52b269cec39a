import { tell } from '../message/message.ts';
import { isRecord } from '../runbook/markdown/frontMatter.ts';
import { findKey, mistyped, placeOf, rangeOf } from './frontMatterKeys.ts';
import type { Document, Report } from './rule.ts';

/** The places that `context` can bind a runbook to, and what may be said of an approval. */
export const boundPlaces = ['kube', 'namespace', 'host', 'user', 'branch', 'aws', 'gcp', 'azure'] as const;
export const approvalKeys = ['by', 'at', 'count', 'for'] as const;
const kubeKeys = ['context', 'namespace'] as const;

type Data = Readonly<Record<string, unknown>>;

/** What front matter says about places and people that does not hold as its author wished: a runbook that seems bound and is not. */
export function checkBindings(document: Document, data: Data): readonly Report[] {
  const { context, approvals } = data;
  const from = findKey(document, 'approvals', 2)?.line ?? 2;
  const people = (Array.isArray(approvals) ? approvals : [approvals]).filter(
    (item: unknown) => isRecord(item) && 'by' in item,
  );
  return [
    ...(context === undefined || context === null ? [] : checkContext(document, context)),
    ...people.flatMap(item => mistyped(document, item as Data, { known: approvalKeys, from })),
  ];
}

function checkContext(document: Document, context: unknown): readonly Report[] {
  if (typeof context === 'string') {
    return [];
  }
  const at = placeOf(document, 'context', 2);
  if (!isRecord(context)) {
    return [{ ...tell('frontMatter.context'), ...rangeOf(document, at) }];
  }
  const from = at.line;
  const { kube } = context;
  const below = placeOf(document, 'kube', from).line;
  return [
    ...mistyped(document, context, { known: boundPlaces, from }),
    ...unnamed(document, isRecord(kube) ? { ...context, kube: 'below' } : context, {
      known: boundPlaces,
      from,
    }),
    ...(isRecord(kube)
      ? [
          ...mistyped(document, kube, { known: kubeKeys, from: below }),
          ...unnamed(document, kube, { known: kubeKeys, from: below }),
        ]
      : []),
  ];
}

// What no name of a machine could ever equal.
function unnamed(
  document: Document,
  data: Data,
  { known, from }: { readonly known: readonly string[]; readonly from: number },
): readonly Report[] {
  return Object.entries(data).flatMap(([key, wanted]) =>
    !known.includes(key) || isNamed(wanted)
      ? []
      : [{ ...tell('frontMatter.place', { key }), ...rangeOf(document, placeOf(document, key, from)) }],
  );
}

function isNamed(wanted: unknown): boolean {
  return (Array.isArray(wanted) ? wanted : [wanted]).some(
    each => typeof each === 'string' || typeof each === 'number',
  );
}
