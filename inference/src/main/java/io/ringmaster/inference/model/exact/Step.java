package io.ringmaster.inference.model.exact;

/** One operation on fixed arrays. */
interface Step {

    /** Computes the output from the inputs. */
    void forward();

    /** Adds the output's gradients, multiplied by the derivatives, to the gradients of the inputs that are not constant. */
    void backward();
}
