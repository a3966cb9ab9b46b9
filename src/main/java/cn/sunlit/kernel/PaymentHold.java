package cn.sunlit.kernel;

/** Something that for a while forbids sending money out: nothing is lost, it waits. */
public interface PaymentHold {

    /** Whether payments wait now. */
    boolean holds();
}
