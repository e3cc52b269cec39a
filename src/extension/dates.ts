import * as vscode from 'vscode';

/** The locale for dates and times, the same as on the pages: English ones put the day first and use 24 hours. */
export function datesOf(): string {
  return vscode.env.language === 'en' ? 'en-GB' : vscode.env.language;
}
