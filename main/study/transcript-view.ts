/** A transcript as the renderer gets it: without bytes; those are read a page at a time. */
import type { Transcript, TranscriptView } from "../contract/index.ts";
import { streamSizes } from "../wire/capture.ts";

export function transcriptView(transcript: Transcript): TranscriptView {
  const { chunks: _chunks, messages, secrets: _secrets, ...rest } = transcript;
  return { ...rest, messages: messages.map(({ value: _value, ...message }) => message), sizes: streamSizes(transcript) };
}
