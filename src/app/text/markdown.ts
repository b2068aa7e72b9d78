export { markdown, type MarkdownOptions } from '../../render/formats/markdown.ts'
export { markdownStreamView, type MarkdownStreamViewOptions } from './markdown-stream-view.ts'
export {
  markdownStream,
  type FinishedArguments,
  type MarkdownStream,
  type MarkdownStreamContext,
  type MarkdownStreamEvent,
  type MarkdownStreamOptions,
  type MarkdownStreamOutput,
  type MarkdownStreamState,
} from '../../machines/streams/markdown-stream.ts'
export type {
  MarkdownBlock,
  MarkdownDefinitions,
  OpenMarkdown,
} from '../../machines/streams/markdown-blocks.ts'
