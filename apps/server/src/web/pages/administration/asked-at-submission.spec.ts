import { poaAnnualeV1 } from '#planning';
import { askedAtSubmission } from './asked-at-submission.js';

describe('What a submission needs of a field', () => {
  const asked = (field: string) => askedAtSubmission(poaAnnualeV1.documents['schedaSchema'], field);

  it('is read from the schema that the engine checks by', () => {
    expect(asked('title')).toEqual({ is: 'needed' });
    expect(asked('partners')).toEqual({ is: 'free' });
  });

  it('may be one of two fields, whichever it is asked of', () => {
    expect(asked('needIds')).toEqual({ is: 'either', or: ['noNeedReason'] });
    expect(asked('noNeedReason')).toEqual({ is: 'either', or: ['needIds'] });
  });

  it('is nothing where the schema says nothing of a submission', () => {
    expect(askedAtSubmission({ properties: {} }, 'title')).toEqual({ is: 'free' });
  });
});
