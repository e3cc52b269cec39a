import type * as z from 'zod';
import { english } from '../core/message/english.ts';
import { said, tell, type Told } from '../core/message/message.ts';
import type { MessageKey, Said } from '../core/message/messageKey.ts';

/** Why a schema refuses a setting, with its full name: in the schema's own words, else what was expected, else the library's message. */
export function refusedSetting(setting: string, issue: z.core.$ZodIssue): Told {
  if (setting === '') return tell('config.noMap');
  if (issue.code === 'custom' && Array.isArray(issue.params?.['says']))
    return { message: issue.message, says: issue.params['says'] as readonly Said[] };
  const reason = reasons.get(issue.message) ?? reasonOf(issue);
  if (reason !== undefined) return tell('config.wrong', { setting, reason: said(reason) });
  if (issue.code === 'invalid_value')
    return tell('config.noneOf', { setting, values: issue.values.map(String).join(', ') });
  if (issue.code === 'too_small') return tell('config.tooSmall', { setting, least: String(issue.minimum) });
  if (issue.code === 'too_big') return tell('config.tooLarge', { setting, most: String(issue.maximum) });
  return tell('config.refused', { setting, reason: issue.message.replace(/[.]$/, '') });
}

const isReason = (key: MessageKey): key is ReasonKey => key.startsWith('config.is.');
type ReasonKey = Extract<MessageKey, `config.is.${string}`>;
// A schema takes words, not data: its reasons are found again by what they say.
const reasons = new Map<string, ReasonKey>(
  (Object.keys(english) as MessageKey[]).filter(isReason).map(key => [english[key], key]),
);

/** What a setting should have been; of most kinds the library knows no more than that. */
function reasonOf(issue: z.core.$ZodIssue): ReasonKey | undefined {
  if (issue.code !== 'invalid_type') return undefined;
  if (/received undefined$/.test(issue.message)) return 'config.is.missing';
  switch (issue.expected) {
    case 'object':
    case 'record':
      return 'config.is.notMap';
    case 'array':
      return 'config.is.notList';
    case 'string':
      return 'config.is.notText';
    case 'number':
    case 'int':
      return 'config.is.notNumber';
    case 'boolean':
      return 'config.is.notYesNo';
    default:
      return undefined;
  }
}
