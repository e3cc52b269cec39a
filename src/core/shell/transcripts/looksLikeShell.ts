import { clientRows, withoutRows } from '../programs/clientRows.ts';
import { looksLikeCall, looksLikeCommandLine } from '../programs/commandLine.ts';
import type { Grammar } from '../grammar.ts';
import { findHoles, maskHoles } from '../holes/hole.ts';
import { cutStatements } from '../segments.ts';
import { indexLines } from '../lines.ts';
import { readListing } from './transcript.ts';

// Longer untagged blocks are logs or listings, not commands to offer.
const longestSuggestion = 20_000;

/** Whether an untagged text is shell; says no where in doubt, since a log or a tree diagram often parses as bash. */
export function looksLikeShell(text: string, grammar: Grammar): boolean {
  if (text.trim() === '' || text.length > longestSuggestion) {
    return false;
  }
  const listing = readListing(text, '', {
    looksLikeCommand: looksLikeCommandLine,
    isComplete: part => !grammar.parse(maskHoles(part, findHoles(part))).hasError,
  });
  const shown = listing.rows.join('\n');
  const firstWordOf = (row: number): string => (listing.rows[row] ?? '').trim();
  const typed = clientRows(listing.rows, grammar);
  const masked = withoutRows(maskHoles(shown, findHoles(shown)), typed);
  if (!listing.isTranscript && !mayBegin(shown, masked)) {
    return false;
  }
  const program = grammar.parse(masked);
  if (program.hasError) {
    return false;
  }
  // What a client reads is no shell's, and what follows a client's own line may look like anything.
  const segments = cutStatements(program, indexLines(masked));
  const maskedRows = masked.split('\n');
  const commands = segments.filter(segment => {
    const types = segment.roots.map(root => root.type);
    return (
      looksLikeCommandLine(firstWordOf(segment.startRow)) ||
      looksLikeCommandLine(maskedRows[segment.startRow] ?? '') ||
      looksLikeCall(maskedRows[segment.startRow] ?? '') ||
      types.some(type => compounds.has(type))
    );
  });
  if (listing.isTranscript) {
    // A prompt says it already; a price such as `$ 5` does not.
    return (
      segments.length > 0 &&
      segments.every(({ startRow }) => /^(?:[a-z./~]|[A-Z_]\w*=)/.test(firstWordOf(startRow)))
    );
  }
  return commands.length > 0 && commands.length === segments.length;
}

// The first line that is no comment begins the first statement: where it is no command, nothing has to be parsed. A loop or a
// function counts wherever it stands.
function mayBegin(shown: string, masked: string): boolean {
  const rows = shown.split('\n');
  const first = rows.findIndex(row => !/^[ \t]*(?:#|$)/.test(row));
  return (
    looksLikeCommandLine((rows[first] ?? '').trim()) ||
    looksLikeCommandLine(masked.split('\n')[first] ?? '') ||
    looksLikeCall(masked.split('\n')[first] ?? '') ||
    /\([\s\\]*\)|(?:^|[;&])\s*function\b/m.test(masked) ||
    (/(?:^|[;&])\s*(?:for|select|while|until|if|case)\b/m.test(masked) &&
      /\b(?:fi|done|esac)\b|\{/.test(masked))
  );
}

const compounds = new Set([
  'for_statement',
  'while_statement',
  'if_statement',
  'case_statement',
  'function_definition',
]);
