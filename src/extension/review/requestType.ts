/** The type of the panels that show a request for approval, as the manifest and what VS Code restores name it. */
export const requestType = 'handrail.request';
