// Of two packages just what is used here, so that the types do not wait for their installation.

declare module 'pngjs' {
  export class PNG {
    constructor(size: { readonly width: number; readonly height: number });
    readonly width: number;
    readonly height: number;
    readonly data: Buffer;
    static readonly sync: {
      read(picture: Buffer): PNG;
      write(
        picture: PNG,
        options?: {
          readonly colorType?: number;
          readonly deflateLevel?: number;
          readonly deflateStrategy?: number;
          readonly filterType?: number;
        },
      ): Buffer;
    };
  }
}

declare module 'pixelmatch' {
  const pixelmatch: (
    ...given: [
      one: Uint8Array,
      other: Uint8Array,
      shown: Uint8Array,
      width: number,
      height: number,
      options: { readonly threshold: number },
    ]
  ) => number;
  // eslint-disable-next-line no-restricted-syntax -- The package exports it so.
  export default pixelmatch;
}
