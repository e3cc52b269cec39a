import type { IBufferCell, Terminal } from '@xterm/headless';
import * as z from 'zod';

/** The paint of a cell, or what is printed next. */
export type Pen = Pick<
  IBufferCell,
  | 'isBold'
  | 'isDim'
  | 'isItalic'
  | 'isUnderline'
  | 'isBlink'
  | 'isInverse'
  | 'isInvisible'
  | 'isStrikethrough'
  | 'isOverline'
  | 'getFgColorMode'
  | 'getFgColor'
  | 'getBgColorMode'
  | 'getBgColor'
>;

/** `0` draws lines with the small letters (DEC special graphics), empty is plain. */
export type Letters = '' | '0';

/** Where DECRC puts the cursor back, and in what paint; rows and columns from 0. */
export interface SavedCursor {
  readonly x: number;
  readonly y: number;
  readonly pen: Pen | undefined;
  readonly letters: Letters;
}

/** One of a terminal's two screens. */
export interface HiddenScreen {
  /** First and last row that scroll (DECSTBM), from 0. */
  readonly margins: { readonly top: number; readonly bottom: number };
  readonly saved: SavedCursor;
}

/** What a terminal model knows and its public interface does not say. */
export interface HiddenState {
  readonly normal: HiddenScreen;
  readonly alternate: HiddenScreen;
  readonly pen: Pen;
  /** Of G0 to G3, and which of them is used. */
  readonly letters: readonly Letters[];
  readonly level: number;
  readonly cursorHidden: boolean;
  /** Parameter of DECSCUSR; 0 is the terminal's own. */
  readonly cursorShape: number;
  /** Mode in which the mouse is written, beside the oldest way. */
  readonly mouseEncoding: 1006 | 1016 | undefined;
}

/** A cursor that no program has saved: DECRC takes it home. */
export const noSaved: SavedCursor = { x: 0, y: 0, pen: undefined, letters: '' };

const pen = z.custom<Pen>(value => typeof value === 'object' && value !== null && 'getFgColor' in value);
const charset = z.record(z.string(), z.string()).nullish();
const buffer = z.object({
  scrollTop: z.int(),
  scrollBottom: z.int(),
  ybase: z.int(),
  savedX: z.int(),
  savedY: z.int(),
  savedCurAttrData: pen,
  savedCharset: charset,
});

// The fields of the one version that package.json names; a test compares what they say with what the terminal does.
const model = z.object({
  buffers: z.object({ _normal: buffer, _alt: buffer }),
  coreService: z.object({
    isCursorHidden: z.boolean(),
    decPrivateModes: z.object({
      cursorStyle: z.enum(['block', 'underline', 'bar']).optional(),
      cursorBlink: z.boolean().optional(),
    }),
  }),
  coreMouseService: z.object({ activeEncoding: z.string() }),
  _charsetService: z.object({ glevel: z.int(), charset, _charsets: z.array(charset) }),
  _inputHandler: z.object({ _curAttrData: pen }),
});

/** Undefined where the model is another one than this was written for: then a screen is drawn without it. */
export function hiddenState(terminal: Terminal): HiddenState | undefined {
  const core: unknown = Reflect.get(terminal, '_core');
  const parsed = model.safeParse(core);
  if (!parsed.success) return undefined;
  const { buffers, coreService, coreMouseService, _charsetService, _inputHandler } = parsed.data;
  const letters = Array.from({ length: 4 }, (_, level) => lettersOf(_charsetService._charsets[level]));
  const { cursorStyle, cursorBlink } = coreService.decPrivateModes;
  return {
    normal: screenOf(buffers._normal),
    alternate: screenOf(buffers._alt),
    pen: _inputHandler._curAttrData,
    // DECRC brings letters back without saying where they came from.
    letters: letters.with(_charsetService.glevel, lettersOf(_charsetService.charset)),
    level: _charsetService.glevel,
    cursorHidden: coreService.isCursorHidden,
    cursorShape: cursorStyle === undefined ? 0 : shapes[cursorStyle] + (cursorBlink === true ? 0 : 1),
    mouseEncoding: encodings.get(coreMouseService.activeEncoding),
  };
}

const shapes = { block: 1, underline: 3, bar: 5 } as const;

const encodings: ReadonlyMap<string, 1006 | 1016> = new Map([
  ['SGR', 1006],
  ['SGR_PIXELS', 1016],
]);

function screenOf(one: z.infer<typeof buffer>): HiddenScreen {
  return {
    margins: { top: one.scrollTop, bottom: one.scrollBottom },
    saved: {
      x: one.savedX,
      y: Math.max(0, one.savedY - one.ybase),
      pen: one.savedCurAttrData,
      letters: lettersOf(one.savedCharset),
    },
  };
}

function lettersOf(one: z.infer<typeof charset>): Letters {
  return one?.['q'] === '─' ? '0' : '';
}
