export { markdown, type MarkdownOptions } from '../../render/formats/markdown.ts'
