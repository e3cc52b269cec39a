import * as vscode from 'vscode';

/** Whose customs days and times follow: as on the pages, English ones are told by the day first and by 24 hours. */
export function datesOf(): string {
  return vscode.env.language === 'en' ? 'en-GB' : vscode.env.language;
}
