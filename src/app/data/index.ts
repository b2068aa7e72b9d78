export { barChart, type BarChartOptions, type ChartBar } from '../../render/nodes/bar-chart.ts'
export { gauge, type GaugeOptions } from '../../render/nodes/gauge.ts'
