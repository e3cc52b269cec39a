import type * as vscode from 'vscode';
import type { ReviewView } from '../../core/review/view.ts';
import type { ToReview } from '../../protocol/reviewPage.ts';
import type { RunsInFront } from '../runsInFront.ts';
import type { Reader } from './reader.ts';

/** What a review needs of the extension. */
export interface ReviewServices {
  readonly extensionUri: vscode.Uri;
  readonly reader: Reader;
  readonly inFront: RunsInFront;
  /** Handrail's own, which a review that is signed here names. */
  readonly version: string;
}

/** A run that is reviewed in an editor. */
export interface Reviewed {
  readonly folder: vscode.Uri;
  /** The file that the editor was opened with. */
  readonly file: vscode.Uri;
  readonly services: ReviewServices;
  /** Undefined until the run was read. */
  readonly view: ReviewView | undefined;
  post(message: ToReview): void;
}
