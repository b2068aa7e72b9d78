import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { assign, fromPromise, setup, type PromiseActorLogic } from 'xstate'
import type { Exit } from '../processes/exit-error.ts'
import { asPattern, type PatternRules } from '../kit/pattern.ts'
import { handoff } from './handoff.ts'
import { resource, type Resource } from './resource.ts'

/** Which editor `editing` starts, and on what kind of file. */
export interface EditingOptions {
  /**
   * The end of the file's name. Editors choose their mode by it.
   *
   * @defaultValue '.txt'
   */
  readonly suffix?: string
  /**
   * The editor's command line, as a shell takes it.
   *
   * @defaultValue $VISUAL, else $EDITOR, else vi
   */
  readonly editor?: string
}

/** How an edit ended. */
export interface EditingOutput extends Exit {
  /** The new text if the editor ended with exit code 0, else the text from before. */
  readonly text: string
  /** Whether the editor ended with exit code 0. */
  readonly applied: boolean
}

/** What `editing` returns. */
export type Editing = Resource<Draft, string, PromiseActorLogic<EditingOutput, Draft>>

/** A file with the text, in a folder that only this user can read. */
export interface Draft {
  /** The path of the folder. */
  readonly folder: string
  /** The path of the file. */
  readonly path: string
  /** The text before the edit. */
  readonly before: string
  /** The editor's command line. */
  readonly editor: string
}

/**
 * Lets the user edit a text in their own editor, on the real terminal. Its input is the text. The new text counts only if
 * the editor ends with exit code 0. The file is always removed.
 *
 * ```ts
 * const message = editing({ suffix: '.md' })
 * const actor = createActor(message, { input: 'Dear …' }).start()
 * ```
 */
export function editing({ suffix = '.txt', editor }: EditingOptions = {}): Editing {
  return resource({
    name: 'the draft',
    acquire: async ({ input: before }: { input: string }) => {
      const folder = await mkdtemp(join(tmpdir(), 'edit-'))
      const path = join(folder, `text${suffix}`)
      await writeFile(path, before)
      return {
        folder,
        path,
        before,
        editor: (editor ?? process.env['VISUAL']) || process.env['EDITOR'] || 'vi',
      }
    },
    release: ({ folder }) => rm(folder, { recursive: true, force: true }),
    use: session(),
  })
}

/** The edit of a draft, typed only by how it ends. */
function session(): PromiseActorLogic<EditingOutput, Draft> {
  const machine = setup({
    types: {
      input: {} as Draft,
      context: {} as { readonly draft: Draft; readonly output: EditingOutput },
      output: {} as EditingOutput,
    },
    actors: {
      // As git does it: the editor may have arguments, and a shell splits them.
      editor: handoff(({ editor, path }: Draft) => ({
        command: 'sh',
        args: ['-c', `${editor} "$1"`, 'sh', path],
      })),
      reader: fromPromise(({ input, signal }: { input: Draft; signal: AbortSignal }) =>
        readFile(input.path, { encoding: 'utf8', signal }),
      ),
    },
  }).createMachine({
    id: 'editing',
    meta: { resume: 'cancelled', canEnd: true, canFail: true } satisfies PatternRules,
    description: 'A text in an editor.',
    context: ({ input: draft }) => ({
      draft,
      output: { text: draft.before, applied: false, code: null, signal: null },
    }),
    initial: 'editing',
    states: {
      editing: {
        invoke: {
          src: 'editor',
          id: 'editor',
          input: ({ context }) => context.draft,
          onDone: {
            target: 'reading',
            actions: assign({ output: ({ context, event }) => ({ ...context.output, ...event.output }) }),
          },
        },
      },
      reading: {
        always: { guard: ({ context }) => context.output.code !== 0, target: 'done' },
        invoke: {
          src: 'reader',
          id: 'reader',
          input: ({ context }) => context.draft,
          onDone: {
            target: 'done',
            actions: assign({
              output: ({ context, event }) => ({ ...context.output, text: event.output, applied: true }),
            }),
          },
        },
      },
      done: { type: 'final' },
    },
    output: ({ context }) => context.output,
  })
  return asPattern(machine)
}
