// The variables of VS Code's default themes that the walker uses, as its theme reference documents them.

type Theme = Readonly<Record<string, string>>;

const colors = 'Black Red Green Yellow Blue Magenta Cyan White'.split(' ');

/** A terminal's sixteen colours, the eight plain ones first. */
function ansi(values: string): Theme {
  const names = ['', 'Bright'].flatMap(shade => colors.map(color => `terminal-ansi${shade}${color}`));
  return Object.fromEntries(values.split(' ').map((value, index) => [names[index] ?? '', `#${value}`]));
}

const shared: Theme = {
  'font-family': "'Segoe UI', 'Ubuntu', 'Droid Sans', 'Liberation Sans', sans-serif",
  'font-size': '13px',
  'font-weight': 'normal',
  'editor-font-family': "'Droid Sans Mono', 'DejaVu Sans Mono', monospace",
  'editor-font-size': '14px',
};

const dark: Theme = {
  ...shared,
  ...ansi(
    '000000 cd3131 0dbc79 e5e510 2472c8 bc3fbc 11a8cd e5e5e5 666666 f14c4c 23d18b f5f543 3b8eea d670d6 29b8db e5e5e5',
  ),
  'editor-background': '#1f1f1f',
  'editor-foreground': '#cccccc',
  foreground: '#cccccc',
  descriptionForeground: '#9d9d9d',
  errorForeground: '#f85149',
  focusBorder: '#0078d4',
  'settings-headerForeground': '#ffffff',
  'textLink-foreground': '#4daafc',
  'textCodeBlock-background': '#2b2b2b',
  'widget-border': '#313131',
  'panel-border': '#2b2b2b',
  'panel-background': '#181818',
  'terminal-foreground': '#cccccc',
  'list-hoverBackground': '#2a2d2e',
  'list-inactiveSelectionBackground': '#37373d',
  'list-errorForeground': '#f88070',
  'list-warningForeground': '#cca700',
  'gitDecoration-untrackedResourceForeground': '#73c991',
  'editorWarning-foreground': '#cca700',
  'editorInfo-foreground': '#3794ff',
  'charts-purple': '#b180d7',
  'button-background': '#0078d4',
  'button-foreground': '#ffffff',
  'button-hoverBackground': '#026ec1',
  'button-border': '#ffffff12',
  'button-secondaryBackground': '#313131',
  'button-secondaryForeground': '#cccccc',
  'button-secondaryHoverBackground': '#3c3c3c',
  'input-background': '#313131',
  'input-foreground': '#cccccc',
  'checkbox-background': '#313131',
  'keybindingLabel-background': '#8080802b',
  'keybindingLabel-foreground': '#cccccc',
};

const light: Theme = {
  ...shared,
  ...ansi(
    '000000 cd3131 107c10 949800 0451a5 bc05bc 0598bc 555555 666666 cd3131 14ce14 b5ba00 0451a5 bc05bc 0598bc a5a5a5',
  ),
  'editor-background': '#ffffff',
  'editor-foreground': '#3b3b3b',
  foreground: '#3b3b3b',
  descriptionForeground: '#3b3b3b',
  errorForeground: '#f85149',
  focusBorder: '#005fb8',
  'settings-headerForeground': '#1f1f1f',
  'textLink-foreground': '#005fb8',
  'textCodeBlock-background': '#f8f8f8',
  'widget-border': '#e5e5e5',
  'panel-border': '#e5e5e5',
  'panel-background': '#f8f8f8',
  'terminal-foreground': '#3b3b3b',
  'list-hoverBackground': '#f2f2f2',
  'list-inactiveSelectionBackground': '#e4e6f1',
  'list-errorForeground': '#b01011',
  'list-warningForeground': '#855f00',
  'gitDecoration-untrackedResourceForeground': '#007100',
  'editorWarning-foreground': '#bf8803',
  'editorInfo-foreground': '#0063d3',
  'charts-purple': '#652d90',
  'button-background': '#005fb8',
  'button-foreground': '#ffffff',
  'button-hoverBackground': '#0258a8',
  'button-border': '#0000001a',
  'button-secondaryBackground': '#e5e5e5',
  'button-secondaryForeground': '#3b3b3b',
  'button-secondaryHoverBackground': '#cccccc',
  'input-background': '#ffffff',
  'input-foreground': '#3b3b3b',
  'checkbox-background': '#f8f8f8',
  'keybindingLabel-background': '#dddddd66',
  'keybindingLabel-foreground': '#3b3b3b',
};

const contrast: Theme = {
  ...shared,
  ...ansi(
    '000000 cd0000 00cd00 cdcd00 0000ee cd00cd 00cdcd e5e5e5 7f7f7f ff0000 00ff00 ffff00 5c5cff ff00ff 00ffff ffffff',
  ),
  'editor-background': '#000000',
  'editor-foreground': '#ffffff',
  foreground: '#ffffff',
  descriptionForeground: '#ffffffb3',
  errorForeground: '#f48771',
  focusBorder: '#f38518',
  contrastBorder: '#6fc3df',
  contrastActiveBorder: '#f38518',
  'settings-headerForeground': '#ffffff',
  'textLink-foreground': '#21a6ff',
  'textCodeBlock-background': '#000000',
  'panel-border': '#6fc3df',
  'panel-background': '#000000',
  'terminal-foreground': '#ffffff',
  'list-errorForeground': '#f48771',
  'list-warningForeground': '#ffd370',
  'gitDecoration-untrackedResourceForeground': '#73c991',
  'editorWarning-foreground': '#ffd370',
  'editorInfo-foreground': '#3794ff',
  'charts-purple': '#b180d7',
  'button-background': '#000000',
  'button-foreground': '#ffffff',
  'button-border': '#6fc3df',
  'button-secondaryBackground': '#000000',
  'button-secondaryForeground': '#ffffff',
  'input-background': '#000000',
  'input-foreground': '#ffffff',
  'checkbox-background': '#000000',
  'keybindingLabel-background': '#00000000',
  'keybindingLabel-foreground': '#ffffff',
};

const contrastLight: Theme = {
  ...shared,
  ...ansi(
    '292929 cd3131 136c13 949800 0451a5 bc05bc 0598bc 555555 666666 cd3131 00bc00 b5ba00 0451a5 bc05bc 0598bc a5a5a5',
  ),
  'editor-background': '#ffffff',
  'editor-foreground': '#292929',
  foreground: '#292929',
  descriptionForeground: '#292929b3',
  errorForeground: '#b5200d',
  focusBorder: '#006bbd',
  contrastBorder: '#0f4a85',
  contrastActiveBorder: '#006bbd',
  'settings-headerForeground': '#292929',
  'textLink-foreground': '#0f4a85',
  'textCodeBlock-background': '#f2f2f2',
  'panel-border': '#0f4a85',
  'panel-background': '#ffffff',
  'terminal-foreground': '#292929',
  'list-hoverBackground': '#0f4a851a',
  'list-inactiveSelectionBackground': '#0f4a851a',
  'gitDecoration-untrackedResourceForeground': '#007100',
  'editorWarning-foreground': '#895503',
  'editorInfo-foreground': '#0063d3',
  'charts-purple': '#652d90',
  'button-background': '#0f4a85',
  'button-foreground': '#ffffff',
  'button-hoverBackground': '#0f4a85',
  'button-border': '#0f4a85',
  'button-secondaryBackground': '#ffffff',
  'button-secondaryForeground': '#292929',
  'input-background': '#ffffff',
  'input-foreground': '#292929',
  'checkbox-background': '#ffffff',
  'keybindingLabel-background': '#00000000',
  'keybindingLabel-foreground': '#292929',
};

export const themes = {
  dark: { bodyClass: 'vscode-dark', variables: dark },
  light: { bodyClass: 'vscode-light', variables: light },
  contrast: { bodyClass: 'vscode-high-contrast', variables: contrast },
  contrastLight: { bodyClass: 'vscode-high-contrast-light', variables: contrastLight },
} as const;

export type ThemeName = keyof typeof themes;

/** A style sheet that sets a theme's variables as VS Code sets them on the page's root. */
export function themeSheet(name: ThemeName): string {
  const lines = Object.entries(themes[name].variables).map(([key, value]) => `--vscode-${key}: ${value};`);
  return `:root { ${lines.join(' ')} color-scheme: ${name === 'light' || name === 'contrastLight' ? 'light' : 'dark'}; }`;
}
