import { describe, expect, test } from 'vitest'
import { lines } from '../../../src/render/nodes/lines.ts'
import { pane, type PaneOptions } from '../../../src/render/nodes/pane.ts'
import { scroll } from '../../../src/render/nodes/scroll.ts'
import { column, row } from '../../../src/render/nodes/stack.ts'
import { slot } from '../../../src/render/nodes/slot.ts'
import { styledLines } from '../../../src/app/testing/styled-lines.ts'
import { Pane } from '../../../src/render/layout/box.ts'
import { Screen } from '../../../src/render/screen.ts'
import type { Node } from '../../../src/render/nodes/index.ts'
import { draw, screenOf, screenWithRegions, shown } from '../../support/screen.ts'

const styled = (node: Node, columns: number, rows: number) => {
  const screen = screenOf(columns, rows)
  draw(screen, node)
  return styledLines(screen)
}

describe('a pane', () => {
  test('has a quiet frame, a title, notes, and a free cell at the sides', () => {
    const view = pane({ title: 'Files', note: '3/17', bottom: 'paused' }, ['src', 'test'])
    expect(shown(view, 24, 4)).toEqual([
      '╭─ Files ────── 3/17 ─╮'.replace('──────', '───────'),
      '│ src                  │',
      '│ test                 │',
      '╰───────────── paused ─╯',
    ])
    expect(styled(view, 24, 4)[0]).toBe(
      '<border>╭─</> <muted>Files</> <border>───────</> <muted>3/17</> <border>─╮</>',
    )
  })

  test('has the color of the focus, and a bold title', () => {
    expect(styled(pane({ title: 'Files', note: '3', focused: true }, []), 18, 3)[0]).toBe(
      '<focus>╭─</> <bold focus>Files</> <focus>────</> <muted>3</> <focus>─╮</>',
    )
  })

  test('says what failed by a mark and a color', () => {
    expect(styled(pane({ title: 'Build', error: true }, []), 16, 3)[0]).toBe(
      '<danger>╭─ ✗</> <muted>Build</> <danger>────╮</>',
    )
  })

  test('says what it is busy with in place of its note', () => {
    expect(shown(pane({ title: 'Files', note: '17', busy: 'refreshing' }, []), 30, 3)[0]).toBe(
      '╭─ Files ────── ⠋ refreshing ─╮'.replace('──────', '─────'),
    )
    expect(shown(pane({ title: 'Files', note: '17', busy: false }, []), 20, 3)[0]).toBe(
      '╭─ Files ───── 17 ─╮',
    )
  })

  test.each<[number, string]>([
    [18, '╭─ Files ─ 3/17 ─╮'],
    [17, '╭─ Files ───────╮'],
    [11, '╭─ Files ─╮'],
    [10, '╭─ Fil… ─╮'],
    [7, '╭─ … ─╮'],
    [6, '╭────╮'],
    [5, '╭───╮'],
    [4, 'ab'],
  ])('lets its note and then its title give way in %i columns', (columns, first) => {
    expect(shown(pane({ title: 'Files', note: '3/17' }, ['ab']), columns, 3)[0]!.trim()).toBe(first)
  })

  test('gives all rows to its children where there are few', () => {
    expect(shown(pane({ title: 'Files' }, ['a', 'b']), 12, 2)).toEqual([' a', ' b'])
  })

  test('is as large as what is in it and around it', () => {
    expect(shown(row([pane({ title: 'Files' }, ['a']), '|']), 20, 3)).toEqual([
      '╭─ Files ─╮|',
      '│ a       │',
      '╰─────────╯',
    ])
  })

  test('stands on a ground of its own without a border', () => {
    expect(styled(pane({ title: 'Files', note: '3', border: false }, ['a']), 12, 3)).toEqual([
      '<on surface> </><muted on surface>Files    3</><on surface> </>',
      '<on surface> a          </>',
      '<on surface>            </>',
    ])
  })

  test('keeps its title above a single row if it has no border', () => {
    expect(shown(column([pane({ title: 'Field', border: false }, ['a'])]), 10, 3)).toEqual([
      ' Field',
      ' a',
      '',
    ])
  })

  test('is ASCII where the terminal needs it, and inverse where there are no colors', () => {
    const screen = new Screen(new Pane(() => undefined), 14, 3, 'none', undefined, undefined, 'ascii')
    draw(screen, pane({ title: 'Files', focused: true }, ['a']))
    expect(styledLines(screen)).toEqual([
      '<focus>+-</><inverse> </><bold inverse>Files</><inverse> </><focus>----+</>',
      '<focus>|</> a          <focus>|</>',
      '<focus>+------------+</>',
    ])
  })

  test.each<[string, Node, string]>([
    ['a list', lines(['src', 'test'], { selected: 0 }), '│▌ src    │'],
    ['a list with a scroll bar', lines(['src', 'b', 'c'], { selected: 0, scrollbar: true }), '│▌ src   █│'],
    ['lines with a scroll bar', lines(['src', 'b', 'c'], { scrollbar: true }), '│ src    █│'],
    ['a scrolled view', scroll(column(['src', 'b', 'c']), { scrollbar: true }), '│ src    █│'],
    ['lines', lines(['a long line']), '│ a long  │'],
  ])('lets the mark and the bar of %s stand in its padding', (_, node, expected) => {
    const screen = screenWithRegions(
      11,
      4,
      new Map([
        ['', pane([slot('', { grow: 1 })])],
        ['0', node],
      ]),
    ).screen
    screen.arrange()
    screen.draw()
    expect(screen.toLines()[1]).toBe(expected.replace('│', '│').padEnd(11))
  })
})

describe('the frame with the keyboard', () => {
  const left = slot('', { grow: 1 })
  const regions = (contents: Record<string, Node>) =>
    screenWithRegions(30, 9, new Map(Object.entries(contents)))
  const titled = (title: string, children: readonly Node[], options: PaneOptions = {}) =>
    pane({ title, grow: 1, ...options }, children)
  /** The titles of the panes that look like what has the keyboard. */
  const focusedOf = (screen: Screen) =>
    [
      ...styledLines(screen)
        .join('')
        .matchAll(/<bold focus>(\w+)/g),
    ].map(([, title]) => title)

  function drawn({ screen, panes }: ReturnType<typeof regions>, focus: string) {
    screen.arrange()
    const bytes = screen.draw(panes.get(focus))
    return { focused: focusedOf(screen), bytes }
  }

  test('is that around the region that has it, and moves without a view', () => {
    const view = regions({
      '': row([titled('A', [left]), titled('B', [left])]),
      '0': column(['a']),
      '1': column(['b']),
    })
    expect(drawn(view, '0').focused).toEqual(['A'])
    const { written } = view.screen.buffer
    expect(drawn(view, '1').focused).toEqual(['B'])
    expect(view.screen.buffer.written - written).toBeLessThan(2 * (2 * 15 + 2 * 7 + 10))
    expect(drawn(view, '1').bytes).toBe('')
  })

  test('is that in the region that has it', () => {
    const view = regions({ '': row([left, left]), '0': titled('A', []), '1': titled('B', []) })
    expect(drawn(view, '0').focused).toEqual(['A'])
    expect(drawn(view, '1').focused).toEqual(['B'])
  })

  test('is the innermost of those within one another', () => {
    const view = regions({ '': titled('A', [left]), '0': titled('B', [titled('C', [])]) })
    expect(drawn(view, '0').focused).toEqual(['C'])
    const around = regions({ '': titled('A', [titled('B', [left])]), '0': column(['c']) })
    expect(drawn(around, '0').focused).toEqual(['B'])
  })

  test('is none beside it, and none if nothing takes keys', () => {
    const view = regions({ '': row([titled('A', []), left]), '0': column(['b']) })
    expect(drawn(view, '0').focused).toEqual([])
    view.screen.draw(view.panes.get(''), '', false)
    expect(focusedOf(view.screen)).toEqual([])
  })

  test('is found again when the views are others', () => {
    const view = regions({ '': titled('A', [left]), '0': column(['a']) })
    drawn(view, '0')
    view.panes.get('')!.content = titled('B', [left])
    expect(drawn(view, '0').focused).toEqual(['B'])
  })

  test('is what the view says, if it says so', () => {
    const view = regions({
      '': row([titled('A', [left]), titled('B', [], { focused: true })]),
      '0': column(['a']),
    })
    expect(drawn(view, '0').focused).toEqual(['A', 'B'])
  })
})
