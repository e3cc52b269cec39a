import { enGate } from './enGate.ts';
import { enHandover } from './enHandover.ts';

/** English of what one person does not do alone. */
export const enOthers = { ...enGate, ...enHandover } as const;
