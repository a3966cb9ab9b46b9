package cn.sunlit.identity;

import cn.sunlit.kernel.CourtCode;
import org.jspecify.annotations.Nullable;

/**
 * A court of the tree.
 *
 * @param name the full name, 浠水县人民法院
 * @param level 最高, 高级, 中级 or 基层
 * @param parent the court above, or null at the top
 */
public record Court(
        CourtCode code, String name, String level, @Nullable CourtCode parent) {}
