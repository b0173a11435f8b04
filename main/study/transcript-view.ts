/** A transcript as the renderer gets it: without bytes, which are read a page at a time, and without what only the judge may know. */
import type { Transcript, TranscriptView } from "../contract/index.ts";
import { streamSizes } from "../wire/capture.ts";

export function transcriptView(transcript: Transcript): TranscriptView {
  const { chunks: _chunks, messages, secrets: _secrets, facts: _facts, seed: _seed, ...rest } = transcript;
  return { ...rest, messages: messages.map(({ value: _value, ...message }) => message), sizes: streamSizes(transcript) };
}
