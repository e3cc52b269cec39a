// A script of its own, that a page in Turkish loads before the walker's: each page carries English and one language more at most.
import { takeLanguage } from './languages.ts';
import { trWalker } from './tr/walker.ts';
import { trRemarks } from './tr/remarks.ts';
import { trSettings } from './tr/settings.ts';

takeLanguage('tr', { messages: trWalker, remarks: { ...trRemarks, ...trSettings } });
