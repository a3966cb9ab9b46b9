package cn.sunlit.web;

/**
 * A body was refused by its announced length, before anything read it.
 *
 * @param path the address as it came
 * @param announced so many bytes
 */
public record OverlargeBody(String path, long announced) {}
