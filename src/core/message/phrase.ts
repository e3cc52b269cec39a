import type { MessageKey, Said, Value } from './messageKey.ts';

/** Says a message by a table of sentences; a hole that has no value stays as it is. */
export function phrase(says: readonly Said[], sentenceOf: (key: MessageKey) => string): string {
  const write = ({ key, values }: Said): string =>
    sentenceOf(key).replace(/\{(\w+)\}/g, (whole, name: string) => {
      const value = values[name];
      return value === undefined ? whole : text(value);
    });
  const text = (value: Value): string => {
    if (typeof value !== 'object') return String(value);
    return 'key' in value ? write(value) : value.map(write).join(', ');
  };
  return says.map(write).join(' ');
}
