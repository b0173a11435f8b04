/** Bytes on their way through the contract, whose messages are JSON: one character a byte. Both ends pass this to the contract library. */
export const customJsonSerializers = [
  {
    type: 21,
    condition: (value: unknown): boolean => value instanceof Uint8Array,
    serialize: (bytes: Uint8Array): string => {
      let text = "";
      for (const byte of bytes) text += String.fromCharCode(byte);
      return text;
    },
    deserialize: (text: string): Uint8Array => Uint8Array.from(text, (character) => character.charCodeAt(0)),
  },
];
