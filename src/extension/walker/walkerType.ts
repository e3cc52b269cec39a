/** The type of the walkers' panels, as the manifest and what VS Code restores name it. */
export const walkerType = 'handrail.walker';
