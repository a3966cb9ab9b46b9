package cn.sunlit;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.modulith.Modulithic;
import org.springframework.scheduling.annotation.EnableScheduling;

/** 阳光执行: the whole work of an enforcement bureau in one process. */
@SpringBootApplication
@EnableScheduling
@Modulithic(systemName = "Sunlit 阳光执行", sharedModules = "kernel")
public class Sunlit {

    public static void main(String[] args) {
        SpringApplication.run(Sunlit.class, args);
    }
}
