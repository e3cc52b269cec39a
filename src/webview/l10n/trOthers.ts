import { trGate } from './trGate.ts';
import { trHandover } from './trHandover.ts';

/** Turkish of what one person does not do alone. */
export const trOthers = { ...trGate, ...trHandover } as const;
