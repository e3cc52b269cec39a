// A script of its own, that a page in Turkish loads before the walker's: each page carries English and one language more at most.
import { takeLanguage } from './languages.ts';
import { tr } from './tr.ts';
import { trRemarks } from './trRemarks.ts';

takeLanguage('tr', { messages: tr, remarks: trRemarks });
