import type { Plugin } from 'esbuild';
import { enWalker } from '../../src/webview/l10n/en/walker.ts';
import type { Message } from '../../src/webview/l10n/message.ts';
import { enReview } from '../../src/webview/l10n/en/review.ts';

// Words as a language has them that takes a third more letters than English, and in longer words.

/** A text with its commonest letters doubled; what stands in braces is a hole and stays. */
export function longer(text: string): string {
  return text.replace(/\{\w+\}|[aeioun]/gu, found =>
    found.startsWith('{') ? found : `${found}\u0301${found}`,
  );
}

function longerMessages(messages: Readonly<Record<string, Message>>): Readonly<Record<string, Message>> {
  return Object.fromEntries(
    Object.entries(messages).map(([key, message]) => [
      key,
      typeof message === 'string'
        ? longer(message)
        : { one: longer(message.one), other: longer(message.other) },
    ]),
  );
}

const tables = { enWalker, enReview } as const;

/** Takes the place of the English words in a bundle. */
export const longerWords: Plugin = {
  name: 'longer words',
  setup: build => {
    build.onLoad({ filter: /l10n[\\/]en[\\/](?:walker|review)\.ts$/ }, ({ path }) => {
      const name = path.endsWith('review.ts') ? 'enReview' : 'enWalker';
      return {
        contents: `export const ${name} = ${JSON.stringify(longerMessages(tables[name]))};`,
        loader: 'js',
      };
    });
  },
};
