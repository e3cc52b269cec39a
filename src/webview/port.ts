/** What surrounds a page that says `Message`: VS Code, or a browser in the tests. */
export interface Port<Message> {
  post(message: Message): void;
  listen(receive: (message: unknown) => void): void;
  /** What an earlier page of the same panel or editor saved. */
  restore(): unknown;
  save(state: unknown): void;
}

interface VsCodeApi {
  postMessage(message: unknown): void;
  getState(): unknown;
  setState(state: unknown): void;
}

declare function acquireVsCodeApi(): VsCodeApi;

/** The port to VS Code; may be asked for once. */
export function connect<Message>(): Port<Message> {
  const api = acquireVsCodeApi();
  return {
    post: message => api.postMessage(message),
    listen: receive =>
      window.addEventListener('message', (event: MessageEvent<unknown>) => receive(event.data)),
    restore: () => api.getState(),
    save: state => api.setState(state),
  };
}
