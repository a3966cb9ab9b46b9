package cn.sunlit.inquiries;

/** The key of an order that lies in the outbox. */
public record OrderId(long value) {}
