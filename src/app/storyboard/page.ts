import type { AnyStateNode } from 'xstate'
import { XSTATE_EVENTS } from '../../machines/kit/xstate-internals.ts'
import { sanitize } from '../../render/text/sanitize.ts'
import { nameOf, transitionsFrom, withOuter } from '../lint/chart.ts'
import type { Board, BoardScreen, Storyboard } from './storyboard.ts'

/**
 * A storyboard as one page of HTML, which needs nothing else: the chart, with what nothing led to in red, and each state as it looks. The first two
 * themes are for dark and for light pages.
 *
 * ```ts
 * await writeFile('storyboard.html', storyboardPage(await storyboard(app)))
 * ```
 */
export function storyboardPage(storyboard: Storyboard): string {
  const { name, machine, boards, unreached } = storyboard
  const drawing: Drawing = { boards, missing: new Set(unreached.map(({ state }) => state)) }
  const count = `${counted(unreached.length, 'state')} never reached`
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>${escaped(name)}: storyboard</title>
<style>${STYLE}</style>
<h1>${escaped(name)}</h1>
<p>${escaped(sanitize(machine.root.description ?? ''))}</p>
<p>${counted(boards.length, 'screen')}${unreached.length === 0 ? '' : `, <b class="missing">${count}</b>`}. Nothing has run: values
that the chart doesn't know come from samples, or are made up.</p>
<section class="chart">${waysFrom(machine.root)}${chart(machine.root, drawing)}</section>
${unreached.length === 0 ? '' : `<section><h2>Never reached</h2><ul>${unreached.map(({ state, reason }) => `<li><b class="missing">${escaped(state)}</b> ${escaped(reason)}</li>`).join('')}</ul></section>`}
${boards.map(boardSection).join('\n')}
</html>
`
}

interface Drawing {
  readonly boards: readonly Board[]
  readonly missing: ReadonlySet<string>
}

function counted(count: number, word: string): string {
  return `${count} ${word}${count === 1 ? '' : 's'}`
}

/** States within states, each with where its transitions lead. */
function chart(node: AnyStateNode, drawing: Drawing): string {
  const states = Object.values(node.states)
  if (states.length === 0) return ''
  const first = node.type === 'compound' ? node.initial.target : []
  return `<ul${node.type === 'parallel' ? ' class="parallel"' : ''}>${states
    .map((state) => {
      const isFirst = first.some((entered) => withOuter(entered).includes(state))
      const marks = `${isFirst ? '<span title="first">●→</span> ' : ''}${nameIn(state, drawing)}${state.type === 'final' ? ' ◉' : ''}`
      return `<li>${marks} ${waysFrom(state)}${chart(state, drawing)}</li>`
    })
    .join('')}</ul>`
}

/** The name of a state, which leads to the first picture of it. */
function nameIn({ path, key }: AnyStateNode, { boards, missing }: Drawing): string {
  const state = path.join('.')
  const label = `<b${missing.has(state) ? ' class="missing"' : ''}>${escaped(key)}</b>`
  const board = boards.find(({ activeStates }) => activeStates.includes(state))
  return board === undefined ? label : `<a href="#${idOf(board.state)}">${label}</a>`
}

/** What is read of a transition: XState leaves the type of its event open. */
interface Way {
  readonly eventType: string
  readonly target?: readonly AnyStateNode[] | undefined
  readonly guard?: unknown
}

function waysFrom(node: AnyStateNode): string {
  return transitionsFrom(node)
    .flatMap(({ eventType, target = [], guard }: Way) =>
      target.map((to) => {
        const condition = guard === undefined ? '' : ` if ${nameOf(guard) ?? '…'}`
        return `<span class="way">${escaped(wordOf(eventType) + condition)} → ${escaped(to.path.join('.') || to.id)}</span>`
      }),
    )
    .join(' ')
}

function wordOf(type: string): string {
  if (type === '') return 'always'
  if (type.startsWith(XSTATE_EVENTS.after))
    return `after ${type.slice(XSTATE_EVENTS.after.length).replace(/\..*/, '')}`
  for (const [prefix, word] of [
    [XSTATE_EVENTS.childDone, 'done'],
    [XSTATE_EVENTS.childFailed, 'failed'],
    [XSTATE_EVENTS.childSnapshot, 'changes'],
  ] as const)
    if (type.startsWith(prefix)) return `${type.slice(prefix.length)} ${word}`
  return type
}

function boardSection(board: Board): string {
  const { state, description, isMadeUp, isResolved, screens, lines, error } = board
  return `<section id="${idOf(state)}">
<h2${isResolved ? ' class="missing"' : ''}>${escaped(state)}</h2>
<p>${escaped(description ?? '')}${isMadeUp ? ' <i>Some values are made up.</i>' : ''}</p>
<p class="events">${escaped(wayTo(board))}</p>
${error === undefined ? `<div class="screens">${screens.map(picture).join('')}</div><figure><pre>${lines.map(escaped).join('\n')}</pre><figcaption>in lines</figcaption></figure>` : `<p class="missing">It can't be drawn with these values: ${escaped(sanitize(error))}</p>`}
</section>`
}

function wayTo({ events, isResolved }: Board): string {
  if (isResolved) return 'never reached: this is how it would look with the values of the start'
  if (events.length === 0) return 'at the start'
  return events.map((type) => type.split(': ').map(wordOf).join(': ')).join(' · ')
}

function picture({ columns, rows, pictures }: BoardScreen): string {
  const [dark, light = dark] = pictures.map((svg) => `data:image/svg+xml,${encodeURIComponent(svg)}`)
  return `<figure><picture><source media="(prefers-color-scheme: dark)" srcset="${dark}"><img src="${light}" width="${columns * 7}" alt="${columns} columns, ${rows} rows"></picture><figcaption>${columns}x${rows}</figcaption></figure>`
}

/** The anchor of a state. */
function idOf(state: string): string {
  return encodeURIComponent(state)
}

function escaped(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
}

const STYLE = `
:root { color-scheme: light dark; --line: #8884; --bad: light-dark(#c1283c, #ff7d8d); --quiet: light-dark(#5b6278, #9aa2b8) }
body { font: 15px/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 76rem; padding: 0 1rem; background: light-dark(#fcfcfd, #12141c); color: light-dark(#1f2333, #dde1ee) }
h2 { margin: 2.5rem 0 0; font-size: 1.1rem } p { margin: .2rem 0 } a { color: inherit }
.events, figcaption, .way { color: var(--quiet); font-size: .85em } .way { margin-left: .8em } .missing { color: var(--bad) }
.chart ul { list-style: none; margin: .2rem 0; padding: .2rem 0 .2rem 1rem; border-left: 1px solid var(--line) }
.chart ul.parallel { border-left-style: dashed }
.screens { display: flex; flex-wrap: wrap; gap: 1rem; align-items: start } figure { margin: .6rem 0 } img { display: block; max-width: 100%; height: auto; border: 1px solid var(--line) }
pre { margin: 0; font-size: .85em; padding: .6rem 1rem; border-left: 3px solid var(--line); overflow-x: auto; white-space: pre-wrap }
`
