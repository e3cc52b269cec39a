// Properties are tried with the same values each time, so that a change is judged by itself and not by its luck;
// HANDRAIL_SEED=N tries others.
// eslint-disable-next-line no-restricted-imports -- the one place that sets the seed
import fc from 'fast-check';

fc.configureGlobal({ seed: Number(process.env['HANDRAIL_SEED'] ?? 1) });

export { fc };
