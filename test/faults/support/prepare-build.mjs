import { prepareBuild } from '../../../scripts/preparation/build.mjs';
import { ROOT } from '../../../scripts/preparation/root.mjs';

await prepareBuild(ROOT);
