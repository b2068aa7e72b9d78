import { markdownStream, type MarkdownStream } from '../../machines/streams/markdown-stream.ts'
import { markdown, type MarkdownOptions } from '../../render/formats/markdown.ts'
import { scroll } from '../../render/nodes/scroll.ts'
import { column, type StackNode } from '../../render/nodes/stack.ts'
import type { MarkdownBlock } from '../../machines/streams/markdown-blocks.ts'
import { component, type Component } from '../component.ts'
import { print } from '../print.ts'
import { isLogic } from '../views/logic-or-options.ts'

/** How `markdownStreamView` shows a document. */
export interface MarkdownStreamViewOptions extends Pick<MarkdownOptions, 'addresses'> {
  /**
   * Whether finished blocks are printed: above an inline app, they go to the terminal's own scrollback. Only the rest of the
   * document is shown then, and nothing else is kept. It counts if the view makes the logic.
   *
   * @defaultValue false
   */
  readonly print?: boolean | undefined
}

/**
 * The view of `markdownStream`: the document so far, with its end in view. It takes the logic, or makes it.
 *
 * ```ts
 * const answer = markdownStreamView({ print: true })
 * ```
 */
export function markdownStreamView(
  logicOrOptions: MarkdownStream | MarkdownStreamViewOptions = {},
  options: MarkdownStreamViewOptions = isLogic<MarkdownStream>(logicOrOptions) ? {} : logicOrOptions,
): Component<MarkdownStream, never> {
  const logic = isLogic<MarkdownStream>(logicOrOptions) ? logicOrOptions : logicFor(options)
  return component<MarkdownStream>({
    logic,
    view: ({ context: { blocks, open } }) =>
      scroll(
        column({ gap: 1 }, [
          ...Array.from(blocks, (block) => blockNode(block, options)),
          open.tail.trim() !== '' &&
            markdown(open.tail, { ...options, definitions: open.definitions, open: true }),
        ]),
        { from: 'end' },
      ),
  })
}

function logicFor(options: MarkdownStreamViewOptions): MarkdownStream {
  if (options.print !== true) return markdownStream()
  // A blank row is between a block and what is printed or shown after it.
  return markdownStream({ finished: print((_, { block }) => column([blockNode(block, options), ' '])) })
}

function blockNode(
  { source, definitions }: MarkdownBlock,
  { addresses }: MarkdownStreamViewOptions,
): StackNode {
  return markdown(source, { addresses, definitions })
}
