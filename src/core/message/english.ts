import { configuration } from './configuration.ts';
import { findings } from './findings.ts';
import { fixes } from './fixes.ts';
import { remarks } from './remarks.ts';
import { secrets } from './secrets.ts';
import { yaml } from './yaml.ts';

/** Every message of the core about a text, in English. The wording of a key may improve, but never its meaning. */
export const english = { ...remarks, ...findings, ...fixes, ...secrets, ...configuration, ...yaml } as const;
