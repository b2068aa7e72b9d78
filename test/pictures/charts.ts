import { setup } from 'xstate'
import { component, pane, type Node } from 'actty'
import { heatmap, lineChart } from 'actty/data'
import type { Picture } from './pictures.ts'

const framed = (title: string, view: Node<never>) =>
  component({ logic: setup({}).createMachine({}), view: () => pane({ title, grow: 1 }, [view]) })

const cpu = Array.from({ length: 61 }, (_, at) => 48 + 30 * Math.sin(at / 7) + 9 * Math.sin(at * 1.7))
const memory = cpu.map((_, at) => (at > 24 && at < 29 ? undefined : 22 + at / 3))
const timed = (values: readonly (number | undefined)[]) => values.map((y, at) => ({ x: at * 1_000, y }))

const days = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun']
const requests = days.map((label, day) => ({
  label,
  values: Array.from({ length: 24 }, (_, hour) =>
    Math.round((day < 5 ? 900 : 350) * Math.max(0.02, Math.sin(((hour - 5) / 18) * Math.PI)) ** 2),
  ),
}))

/** One picture for each chart. */
export const chartPictures: readonly Picture[] = [
  {
    name: 'line-chart',
    component: framed(
      'This machine',
      lineChart(
        [
          { name: 'CPU', points: timed(cpu) },
          { name: 'Memory', points: timed(memory) },
        ],
        { min: 0, max: 100, span: 60_000, axis: 'ago', format: (value) => `${Math.round(value)} %` },
      ),
    ),
    rows: 14,
  },
  {
    name: 'heatmap',
    component: framed(
      'Requests',
      heatmap(requests, {
        columnLabel: (hour) => (hour % 3 === 0 ? String(hour).padStart(2, '0') : ''),
      }),
    ),
    rows: 12,
  },
]
