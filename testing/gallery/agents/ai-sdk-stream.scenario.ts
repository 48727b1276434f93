import { framework } from '../framework.ts';

export default framework('ai-sdk-stream');
