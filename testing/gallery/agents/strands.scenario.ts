import { framework } from '../framework.ts';

export default framework('strands');
