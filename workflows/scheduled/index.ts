export { archiveHistories } from './archive-histories';
export { intakeSweep } from './intake-sweep';
export { retime, ruleChangeSweep } from './retime';
