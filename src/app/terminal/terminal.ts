import { assign, cancel, raise, sendParent, sendTo, setup, type AnyActorRef } from 'xstate'
import { withEvent } from '../../machines/kit/chart.ts'
import type { TerminalGranted } from '../../machines/processes/foreground.ts'
import {
  ANSWER_TIMEOUT,
  isBackgroundAnswer,
  isColorAnswer,
  isColorReport,
  isLastAnswer,
  LATE_ANSWER_TIMEOUT,
} from './answers.ts'
import {
  changeModes,
  defaultModes,
  originOff,
  colorQuestions,
  questions,
  synchronised,
  windowBytes,
  type ModeName,
} from './modes.ts'
import { knownFrom, noAnswers, withReply } from './told-colors.ts'
import type { TerminalContext, TerminalDeps, TerminalEvent } from './terminal-context.ts'
import { sizeOf } from './terminal-size.ts'

/** What a terminal that takes no bytes, or has not answered yet, may delay the end by, in ms. */
const CLOSE_TIMEOUT = 400

/**
 * The life of a terminal. A state that changes its modes is left only by changing them back. It tells its parent when it is
 * closed ('terminal.closed') and when nobody is at the other end ('terminal.gone').
 */
export function terminalLogic({ port, listener, modes, type, depth, leave, stopProcess }: TerminalDeps) {
  const allModes = ({ context }: { context: TerminalContext }) =>
    [...modes, ...context.extras].filter((name) => type.modes.has(name))
  /** The bytes after which a terminal is as it was before: also in the middle of a frame. */
  const restoring = (switchedOn: readonly ModeName[]) => {
    const [before, after] = leave()
    return `${synchronised.off}\x1b[m${before}${changeModes(switchedOn, [])}${after}`
  }

  return setup({
    types: { context: {} as TerminalContext, events: {} as TerminalEvent },
    actions: {
      openPort: () => port.open(listener),
      closePort: () => port.close(),
      stopProcess,
      ask: () => port.write(questions(depth)),
      askColors: () => port.write(colorQuestions(depth)),
      writeWindow: ({ context: { modes, title, progress } }) =>
        port.write(windowBytes(modes, title, progress)),
      switchModes: ({ context }, to: readonly ModeName[]) => {
        port.protect?.(`${synchronised.off}\x1b[r\x1b[m${changeModes(to, [])}`)
        port.write(changeModes(context.modes, to))
      },
      /** What others had it for since it was opened last may have left it in any mode. */
      resetModes: ({ context: { generation, extras } }) => {
        if (generation === 0) return
        port.write(defaultModes(type.modes.has('alternateScreen'), extras.includes('kittyKeyboard')))
      },
      resetOrigin: ({ context }) =>
        port.write(context.generation > 0 && modes.includes('alternateScreen') ? originOff : ''),
      rememberModes: assign({ modes: (_, to: readonly ModeName[]) => to }),
      forgetModes: assign({ modes: [] }),
      restore: ({ context }) => port.write(restoring(context.modes)),
      restoreNow: ({ context }) => {
        port.writeNow(restoring(context.modes))
        port.protect?.('')
      },
      /** What the terminal did not take stays protected. */
      unprotect: () => {
        if (!port.behind) port.protect?.('')
      },
      readSize: assign(() => sizeOf(port)),
      countGeneration: assign({ generation: ({ context }) => context.generation + 1 }),
      rememberWindow: assign(({ context, event }) => {
        if (event.type !== 'window') return {}
        const { title, progress } = event
        const titled = withMode(context.extras, 'title', title !== undefined)
        return { title, progress, extras: withMode(titled, 'progress', progress !== undefined) }
      }),
      expectAnswers: assign({ awaited: ['background', 'last'], colors: noAnswers }),
      expectNoAnswer: assign({ awaited: [] }),
      noteColor: assign(({ context, event }) => {
        const colors = event.type === 'reply' ? withReply(context.colors, event.sequence) : context.colors
        return colors === context.colors ? {} : { colors, ...knownFrom(colors, context) }
      }),
      noteBackground: assign(({ context }) => ({
        awaited: context.awaited.filter((question) => question !== 'background'),
      })),
      noteLastAnswer: assign({
        awaited: ({ context }) => context.awaited.filter((question) => question !== 'last'),
      }),
      stopWaiting: cancel('unanswered'),
      /** The first of the extras: `everyKey` is pushed on top of it. */
      addKittyKeyboard: assign({
        extras: ({ context }) => ['kittyKeyboard', ...withMode(context.extras, 'kittyKeyboard', false)],
      }),
      noteClaim: assign({
        claims: ({ context }, { by }: { by: AnyActorRef }) => [...context.claims, by],
      }),
      dropClaim: assign({
        claims: ({ context }, { by }: { by: AnyActorRef }) => context.claims.filter((claim) => claim !== by),
      }),
      /** The first in the queue has the terminal. */
      grant: sendTo(({ context }) => context.claims[0]!, {
        type: 'terminal.granted',
      } satisfies TerminalGranted),
      tellClosed: sendParent({ type: 'terminal.closed' }),
      tellGone: sendParent({ type: 'terminal.gone' }),
    },
    guards: {
      isBackground: ({ event }) => isBackgroundAnswer(event),
      isColor: ({ event }) => isColorAnswer(event),
      areColorsOthers: ({ event }) => isColorReport(event),
      isLateBackground: ({ context, event }) =>
        isBackgroundAnswer(event) && !context.awaited.includes('last'),
      isLastOfAll: ({ context, event }) => isLastAnswer(event) && !context.awaited.includes('background'),
      isLastAnswer: ({ event }) => isLastAnswer(event),
      hasKittyKeyboard: ({ event }) => event.type === 'reply' && /^\x1b\[\?\d+u$/.test(event.sequence),
      isNotFirst: ({ context }, { by }: { by: AnyActorRef }) => context.claims[0] !== by,
      isClaimed: ({ context }) => context.claims.length > 0,
      // What the terminal has yet to answer is not for the other program.
      isReadyForOther: ({ context }) => context.claims.length > 0 && context.awaited.length === 0,
      isAsked: ({ context }) => context.awaited.length > 0,
      isAnswered: ({ context }) => context.awaited.length === 0,
      isQuiet: ({ context }) => context.awaited.length === 0 && !port.behind,
    },
    delays: { CLOSE_TIMEOUT },
  }).createMachine({
    id: 'terminal',
    description: 'What the terminal is doing, and with it who may write to it.',
    context: {
      ...sizeOf(port),
      modes: [],
      extras: [],
      generation: 0,
      focused: true,
      title: undefined,
      progress: undefined,
      background: undefined,
      told: undefined,
      colors: noAnswers,
      awaited: [],
      claims: [],
    },
    initial: 'closed',
    // Perhaps only the keys are gone: what can be given back is.
    on: {
      gone: { target: '.closed', actions: ['restoreNow', 'tellGone'], description: 'The line was cut' },
      // Written as soon as it is open.
      window: { actions: 'rememberWindow' },
      handOff: { actions: withEvent('noteClaim') },
      takeBack: { actions: withEvent('dropClaim') },
      reply: [
        { guard: 'isLateBackground', actions: ['noteColor', 'noteBackground', 'stopWaiting'] },
        { guard: 'isBackground', actions: ['noteColor', 'noteBackground'] },
        { guard: 'isColor', actions: 'noteColor' },
        { guard: 'isLastOfAll', actions: ['noteLastAnswer', 'stopWaiting'] },
        { guard: 'isLastAnswer', actions: ['noteLastAnswer', 'stopWaiting', wait(LATE_ANSWER_TIMEOUT)] },
      ],
      unanswered: { actions: 'expectNoAnswer', description: 'It does not answer' },
    },
    states: {
      closed: {
        entry: ['unprotect', 'closePort', 'forgetModes', 'expectNoAnswer', 'stopWaiting', 'tellClosed'],
        on: { open: 'opening', close: { actions: 'tellClosed' }, gone: {} },
      },
      opening: {
        entry: [
          'openPort',
          'readSize',
          'resetModes',
          { type: 'switchModes', params: allModes },
          { type: 'rememberModes', params: allModes },
          'resetOrigin',
          'writeWindow',
          'countGeneration',
          // An answer that nobody reads would be typed into the shell.
          ...(port.hasKeys && type.canBeAsked
            ? (['ask', 'expectAnswers', 'stopWaiting', wait(ANSWER_TIMEOUT)] as const)
            : []),
        ],
        always: 'open',
      },
      open: {
        always: { guard: 'isReadyForOther', target: 'handedOff', description: 'To another program' },
        on: {
          resized: { actions: 'readSize' },
          focus: { actions: assign({ focused: ({ event }) => event.focused }) },
          reply: [
            {
              guard: 'hasKittyKeyboard',
              actions: [
                'addKittyKeyboard',
                { type: 'switchModes', params: allModes },
                { type: 'rememberModes', params: allModes },
              ],
            },
            {
              guard: 'areColorsOthers',
              actions: ['askColors', 'expectAnswers', 'stopWaiting', wait(ANSWER_TIMEOUT)],
              description: 'The user has changed its colors',
            },
          ],
          mode: {
            actions: [
              assign({ extras: ({ context, event }) => withMode(context.extras, event.mode, event.wanted) }),
              { type: 'switchModes', params: allModes },
              { type: 'rememberModes', params: allModes },
            ],
          },
          window: {
            actions: [
              'rememberWindow',
              { type: 'switchModes', params: allModes },
              { type: 'rememberModes', params: allModes },
              'writeWindow',
            ],
          },
          suspend: [
            { guard: 'isAsked', target: 'suspending', description: 'Back to the shell, after the answer' },
            { target: 'suspended', description: 'Back to the shell' },
          ],
          continued: { target: 'opening', actions: ['restoreNow', 'closePort', 'forgetModes'] },
          close: 'closing',
          exit: { target: 'closed', actions: 'restoreNow' },
        },
      },
      suspending: {
        description: 'What the terminal has yet to answer is not for the shell.',
        always: { guard: 'isAnswered', target: 'suspended' },
        after: { CLOSE_TIMEOUT: 'suspended' },
        on: {
          continued: 'open',
          close: 'closing',
          exit: { target: 'closed', actions: 'restoreNow' },
        },
      },
      suspended: {
        entry: ['restoreNow', 'forgetModes', 'closePort', 'expectNoAnswer', 'stopWaiting', 'stopProcess'],
        on: { resume: 'opening', continued: 'opening', close: 'closed', exit: 'closed' },
      },
      handedOff: {
        entry: ['restoreNow', 'forgetModes', 'closePort', 'grant'],
        on: {
          takeBack: [
            {
              guard: withEvent('isNotFirst'),
              actions: withEvent('dropClaim'),
            },
            {
              target: 'givenBack',
              actions: withEvent('dropClaim'),
            },
          ],
          // Ctrl+Z stops all that is in the foreground: the program that has the terminal, and us.
          suspend: { actions: 'stopProcess' },
          close: 'closed',
          exit: 'closed',
        },
      },
      givenBack: {
        always: [{ guard: 'isClaimed', target: 'handedOff' }, { target: 'opening' }],
      },
      closing: {
        description: 'The terminal is as it was; what it still sends as an answer is not for the shell.',
        entry: ['restore', 'forgetModes'],
        always: { guard: 'isQuiet', target: 'closed' },
        after: { CLOSE_TIMEOUT: 'closed' },
        on: {
          drained: {},
          exit: { target: 'closed', actions: 'restoreNow' },
        },
      },
    },
  })
}

/** Answers are waited for so long, in ms, unless `stopWaiting` comes first. */
function wait(delay: number) {
  return raise<TerminalContext, TerminalEvent, TerminalEvent, undefined>(
    { type: 'unanswered' },
    { id: 'unanswered', delay },
  )
}

function withMode(extras: readonly ModeName[], mode: ModeName, wanted: boolean): readonly ModeName[] {
  const others = extras.filter((name) => name !== mode)
  return wanted ? [...others, mode] : others
}
